package io.connectmojo.trainer;

/** Generated contracts of a phone company, some of which end. */
final class Churn {

    private Churn() {}

    static Table table(int rows, long seed) {
        Table table = Table.of(
                "gender:l", "SeniorCitizen:n", "Partner:l", "Dependents:l", "tenure:n", "PhoneService:l",
                "InternetService:l", "OnlineSecurity:l", "Contract:l", "PaperlessBilling:l", "PaymentMethod:l",
                "MonthlyCharges:n", "TotalCharges:n", "Churn:l");
        Dice dice = new Dice(seed);
        for (int i = 0; i < rows; i++) {
            int senior = dice.chance(0.16) ? 1 : 0;
            int tenure = dice.between(0, 72);
            String internet = dice.one("DSL", "Fiber optic", "No");
            String contract = dice.one("Month-to-month", "Month-to-month", "One year", "Two year");
            double monthly = Dice.round(20 + (internet.equals("No") ? 0 : internet.equals("DSL") ? 30 : 55)
                    + dice.between(0.0, 20.0, 2), 2);
            boolean phone = dice.chance(0.9);
            boolean paperless = dice.chance(0.6);
            String pays = dice.one("Bank transfer (automatic)", "Credit card (automatic)", "Electronic check", "Mailed check");
            double score = -0.6 - tenure / 30.0 + (contract.startsWith("Month") ? 1.2 : contract.startsWith("Two") ? -1 : 0)
                    + (internet.startsWith("Fiber") ? 0.8 : 0) + (pays.startsWith("Elec") ? 0.5 : 0) + 0.3 * senior;
            table.add(dice.one("Female", "Male"), senior, dice.one("No", "Yes"), dice.one("No", "Yes"), tenure,
                    phone ? "Yes" : "No", internet,
                    internet.equals("No") ? "No internet service" : dice.one("No", "Yes"), contract,
                    paperless ? "Yes" : "No", pays, monthly, tenure == 0 ? null : Dice.round(monthly * tenure, 2),
                    dice.logit(score) ? "Yes" : "No");
        }
        return table;
    }
}
