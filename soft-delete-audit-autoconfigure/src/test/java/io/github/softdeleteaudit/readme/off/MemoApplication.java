package io.github.softdeleteaudit.readme.off;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application without a repository of this library.
 */
@SpringBootApplication
public class MemoApplication {

}
