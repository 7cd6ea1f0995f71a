package io.github.softdeleteaudit.schema;

import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;

/**
 * Keeps the schema of a persistence unit, and validates it where that is asked for.
 * <p>
 * Relies on Hibernate calling it when the mappings are bound, and its observers after it
 * has done with the schema itself. Found as a Java service.
 */
public final class SchemaIntegrator implements Integrator {

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		UnitSchema schema = UnitSchema.find(bootstrapContext.getServiceRegistry());
		if (schema == null) {
			return;
		}
		schema.integrate(metadata, sessionFactory);
		if (schema.mode() == SchemaMode.VALIDATE) {
			schema.requireOneDatabase();
			sessionFactory.addObserver(new Validation(schema));
		}
	}

	/**
	 * Stops the start if the database has not what the starter needs.
	 */
	private static final class Validation implements SessionFactoryObserver {

		private static final long serialVersionUID = 1L;

		private final transient UnitSchema schema;

		Validation(UnitSchema schema) {
			this.schema = schema;
		}

		@Override
		public void sessionFactoryCreated(SessionFactory factory) {
			SchemaScript difference = this.schema.difference(DifferenceOptions.none(), true);
			if (!difference.isEmpty()) {
				throw new SchemaValidationException(difference);
			}
		}

	}

}
