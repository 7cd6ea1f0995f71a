package io.github.softdeleteaudit.autoconfigure.article;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ArticleApplication {

}
