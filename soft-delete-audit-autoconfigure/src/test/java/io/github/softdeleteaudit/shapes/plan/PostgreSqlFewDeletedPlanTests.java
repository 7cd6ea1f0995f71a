package io.github.softdeleteaudit.shapes.plan;

class PostgreSqlFewDeletedPlanTests extends PlanContract {

	PostgreSqlFewDeletedPlanTests() {
		super(5);
	}

}
