package io.github.softdeleteaudit.shapes.plan;

class PostgreSqlMostDeletedPlanTests extends PlanContract {

	PostgreSqlMostDeletedPlanTests() {
		super(95);
	}

}
