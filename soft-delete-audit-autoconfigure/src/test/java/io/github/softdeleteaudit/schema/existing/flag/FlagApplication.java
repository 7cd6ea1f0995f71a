package io.github.softdeleteaudit.schema.existing.flag;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class FlagApplication {

}
