package io.github.softdeleteaudit.schema.existing.time;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class TimeApplication {

}
