package dev.mlbox.core.measure;

import java.util.Optional;

/**
 * The average of numbers that a command printed for the rows; or the one number that it printed, of
 * which nothing else is known. That one stands beside the count of rows it is of, for each row.
 */
final class PrintedFormula implements Formula {
  private final RowNumbers numbers;
  private final Formula mean;

  PrintedFormula(String name) {
    this.numbers = new GivenNumbers(name);
    this.mean = new MeanFormula((answers, row) -> answers.once(numbers)[row]);
  }

  private boolean isOne(Answers answers) {
    return answers.once(numbers).length != answers.rows();
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return isOne(answers) ? answers.once(numbers)[0] : mean.value(answers, weights);
  }

  @Override
  public double[] influence(Answers answers) {
    return isOne(answers) ? new double[answers.rows()] : mean.influence(answers);
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return isOne(answers) && answers.once(numbers)[1] != answers.rows()
        ? Optional.of("its command prints one number for all rows, not one a row")
        : Optional.empty();
  }

  @Override
  public Optional<String> varianceObstacle(Answers answers) {
    return isOne(answers)
        ? Optional.of("its command prints one number for all rows, which has no interval")
        : Formula.super.varianceObstacle(answers);
  }
}
