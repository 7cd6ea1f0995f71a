package io.github.softdeleteaudit.schema.existing.flagtotime;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class FlagToTimeApplication {

}
