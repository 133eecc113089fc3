package dev.mlbox.core.measure;

import dev.mlbox.core.stats.Interval;
import java.util.Optional;

/**
 * A metric that scikit-learn calculates by one formula where each row has one class and by another
 * where it has a set of labels.
 */
record ByTask(Formula ofClasses, Formula ofSets) implements Formula {

  private Formula formula(Answers answers) {
    return answers.task() == Task.MULTILABEL ? ofSets : ofClasses;
  }

  @Override
  public double value(Answers answers, Weights weights) {
    return formula(answers).value(answers, weights);
  }

  @Override
  public double[] influence(Answers answers) {
    return formula(answers).influence(answers);
  }

  @Override
  public Optional<String> obstacle(Answers answers) {
    return formula(answers).obstacle(answers);
  }

  @Override
  public Optional<String> varianceObstacle(Answers answers) {
    return formula(answers).varianceObstacle(answers);
  }

  @Override
  public Optional<Interval> interval(Answers answers, double value, double confidence) {
    return formula(answers).interval(answers, value, confidence);
  }

  @Override
  public boolean restsOnTable(Task task) {
    return (task == Task.MULTILABEL ? ofSets : ofClasses).restsOnTable(task);
  }

  @Override
  public long trials(Answers answers) {
    return formula(answers).trials(answers);
  }

  @Override
  public Optional<Proportion> proportion(Answers answers) {
    return formula(answers).proportion(answers);
  }
}
