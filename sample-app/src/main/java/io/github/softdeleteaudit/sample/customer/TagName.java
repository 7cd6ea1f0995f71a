package io.github.softdeleteaudit.sample.customer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A tag's name in a request: one spelling only, so that databases do not have to agree on
 * what is the same.
 */
@NotNull
@Size(max = 30)
@Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
@interface TagName {

	String message() default "must be lower-case words of letters and digits, joined by '-', of at most 30 characters";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
