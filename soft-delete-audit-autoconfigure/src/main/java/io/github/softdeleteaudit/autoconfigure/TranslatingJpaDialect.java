package io.github.softdeleteaudit.autoconfigure;

import io.github.softdeleteaudit.unique.LiveUniqueKeys;
import org.aopalliance.intercept.MethodInterceptor;
import org.hibernate.exception.ConstraintViolationException;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.orm.jpa.JpaDialect;

/**
 * Lets the starter's own exceptions through where Spring translates those of Hibernate,
 * which at a commit takes others for system errors, and names the key where a native
 * statement has violated one.
 */
final class TranslatingJpaDialect {

	private TranslatingJpaDialect() {
	}

	static JpaDialect wrap(JpaDialect dialect, LiveUniqueKeys keys) {
		ProxyFactory factory = new ProxyFactory(dialect);
		factory.addAdvice((MethodInterceptor) (invocation) -> {
			if (!invocation.getMethod().getName().equals("translateExceptionIfPossible")) {
				return invocation.proceed();
			}
			RuntimeException ex = (RuntimeException) invocation.getArguments()[0];
			if (ex instanceof DataAccessException) {
				return ex;
			}
			DataAccessException known = (ex instanceof ConstraintViolationException violation)
					? keys.translate(violation) : null;
			return (known != null) ? known : invocation.proceed();
		});
		return (JpaDialect) factory.getProxy(dialect.getClass().getClassLoader());
	}

}
