package io.github.softdeleteaudit.repository;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import io.github.softdeleteaudit.softdelete.SoftDeleteScope;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.util.ClassUtils;

/**
 * Opens the scope of {@link IncludingDeleted} around a repository's methods.
 *
 * @param repositoryInterface the repository
 */
record IncludingDeletedInterceptor(Class<?> repositoryInterface) implements MethodInterceptor {

	/**
	 * Intercept the calls of a repository that has such methods.
	 * @throws UnsupportedRepositoryException if one of them changes rows
	 */
	static void addTo(ProxyFactory factory, RepositoryInformation repository) {
		List<Method> methods = Arrays.stream(repository.getRepositoryInterface().getMethods())
			.filter((method) -> AnnotatedElementUtils.hasAnnotation(method, IncludingDeleted.class))
			.toList();
		methods.stream().filter(IncludingDeletedInterceptor::changesRows).findFirst().ifPresent((method) -> {
			throw new UnsupportedRepositoryException(
					"The repository %s has @IncludingDeleted on %s, which changes rows."
						.formatted(repository.getRepositoryInterface().getName(), method.getName()),
					"Remove the annotation: only restoring and purging change deleted rows.");
		});
		if (!methods.isEmpty()) {
			factory.addAdvice(new IncludingDeletedInterceptor(repository.getRepositoryInterface()));
		}
	}

	private static boolean changesRows(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, Modifying.class)
				|| method.getName().matches("(?:delete|remove|save|restore|purge).*");
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Method method = ClassUtils.getMostSpecificMethod(invocation.getMethod(), this.repositoryInterface);
		IncludingDeleted annotation = AnnotatedElementUtils.findMergedAnnotation(method, IncludingDeleted.class);
		return (annotation != null) ? including(List.of(annotation.value()), invocation) : invocation.proceed();
	}

	private static @Nullable Object including(List<Class<?>> types, MethodInvocation invocation) {
		Supplier<@Nullable Object> call = () -> proceed(invocation);
		for (Class<?> type : types) {
			Supplier<@Nullable Object> inner = call;
			call = () -> SoftDeleteScope.includingDeleted(type, inner);
		}
		return types.isEmpty() ? SoftDeleteScope.includingDeleted(call) : call.get();
	}

	private static @Nullable Object proceed(MethodInvocation invocation) {
		try {
			return invocation.proceed();
		}
		catch (Throwable ex) {
			throw IncludingDeletedInterceptor.<RuntimeException>asItIs(ex);
		}
	}

	// also what is checked, which the method may declare
	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E asItIs(Throwable ex) throws E {
		throw (E) ex;
	}

}
