package io.github.softdeleteaudit.schema.existing.unaudited;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class UnauditedApplication {

}
