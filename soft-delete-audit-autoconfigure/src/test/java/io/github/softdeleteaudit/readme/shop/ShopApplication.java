package io.github.softdeleteaudit.readme.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application of the README.
 */
@SpringBootApplication
public class ShopApplication {

}
