package io.github.softdeleteaudit.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.softdeleteaudit.actor.RequestIdProvider;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where the request id comes from.
 */
@Configuration(proxyBeanMethods = false)
class RequestIdConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RequestIdProvider requestIdProvider(ObjectProvider<RequestIdSource> sources) {
		List<RequestIdSource> ordered = sources.orderedStream().toList();
		return () -> ordered.stream().map(Supplier::get).filter(Objects::nonNull).findFirst().orElse(null);
	}

	@Bean
	@Order(1)
	RequestIdSource mdcRequestIdSource(SoftDeleteAuditProperties properties) {
		String key = properties.audit().requestId();
		return () -> MDC.get(key);
	}

	/**
	 * One place to look for a request id; not a provider, so that an application's
	 * provider stands for all of them.
	 */
	@FunctionalInterface
	interface RequestIdSource extends Supplier<@Nullable String> {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ RequestContextHolder.class, HttpServletRequest.class })
	static class HeaderConfiguration {

		@Bean
		@Order(2)
		RequestIdSource headerRequestIdSource(SoftDeleteAuditProperties properties) {
			String header = properties.audit().requestIdHeader();
			return () -> StringUtils.hasText(header) ? header(header) : null;
		}

		private static @Nullable String header(String name) {
			return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
					&& isActive(attributes)) ? attributes.getRequest().getHeader(name) : null;
		}

		// a thread may have been handed a request that has ended
		private static boolean isActive(RequestAttributes attributes) {
			try {
				attributes.getAttribute(RequestIdConfiguration.class.getName(), RequestAttributes.SCOPE_REQUEST);
				return true;
			}
			catch (IllegalStateException ex) {
				return false;
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	static class TracerConfiguration {

		// looked up when it is first needed, as it may come from a later
		// auto-configuration
		@Bean
		@Order(3)
		RequestIdSource traceRequestIdSource(ObjectProvider<Tracer> tracers) {
			Supplier<@Nullable Tracer> tracer = SingletonSupplier.ofNullable(tracers::getIfUnique);
			return () -> traceId(tracer.get());
		}

		private static @Nullable String traceId(@Nullable Tracer tracer) {
			Span span = (tracer != null) ? tracer.currentSpan() : null;
			return (span != null) ? span.context().traceId() : null;
		}

	}

}
