package io.github.softdeleteaudit.sample.security;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Clerks work with live customers; the deleted ones and the history are the managers'.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests
			// How errors look is no secret, or a 401 could not say so
			.dispatcherTypeMatchers(DispatcherType.ERROR)
			.permitAll()
			.requestMatchers("/api/customers/deleted", "/api/customers/{id}/restore", "/api/customers/{id}/history",
					"/api/customers/{id}/as-of", "/api/customers/{id}/revert", "/api/deletions/**", "/api/trail")
			.hasRole("MANAGER")
			.anyRequest()
			.hasRole("CLERK"))
			.httpBasic(Customizer.withDefaults())
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			// No session, no cookie: there is nothing to forge
			.csrf((csrf) -> csrf.disable())
			.build();
	}

	@Bean
	UserDetailsService users() {
		// {noop}: the passwords of a sample are no secret
		return new InMemoryUserDetailsManager(User.withUsername("clerk").password("{noop}clerk").roles("CLERK").build(),
				User.withUsername("manager").password("{noop}manager").roles("CLERK", "MANAGER").build());
	}

}
