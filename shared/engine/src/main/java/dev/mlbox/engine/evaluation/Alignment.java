package dev.mlbox.engine.evaluation;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.FiniteAnswers;
import dev.mlbox.core.measure.Speaker;
import dev.mlbox.core.measure.Task;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.ExampleRows;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts what models answered beside the truth of the same rows, and refuses what is no answer. */
final class Alignment {
  private final CheckRequest request;
  private final EvaluateConfig config;
  private final DataSource data;
  private final CustomNumbers numbers;

  Alignment(CheckRequest request) {
    this.request = request;
    this.config = request.config();
    this.data = request.data();
    this.numbers = new CustomNumbers(config.metrics(), data, request.command());
  }

  /**
   * Lets go of what was read, as large as it may be, as soon as it stands beside the truth.
   *
   * @param said the candidate's answers, then the baseline's where there are any; empty afterwards
   * @throws MlboxException INVALID when answers, truth and gates do not fit together
   */
  Sides of(List<Predictions> said) {
    for (int i = 0; i < said.size(); i++) {
      requireFinite(said.get(i), i == 0 ? "candidate" : "baseline");
    }
    Truth truth = truth(target(), said);
    FittingGates.require(config, truth);
    Optional<Bins> bins =
        said.size() < 2 ? Optional.empty() : AnswerBins.of(request.baseline(), said);
    Answers candidate = answers(truth, said.get(0), "candidate");
    KeptAnswers kept = KeptAnswers.of(said.remove(0));
    Answers baseline = said.isEmpty() ? null : answers(truth, said.remove(0), "baseline");
    return new Sides(kept, candidate, baseline, bins);
  }

  private void requireFinite(Predictions answers, String who) {
    placed(
        () -> {
          FiniteAnswers.require(answers, speaker(who));
          return answers;
        });
  }

  private Answers answers(Truth truth, Predictions predictions, String who) {
    Answers answers = placed(() -> Answers.of(truth, predictions, speaker(who)));
    return numbers.beside(answers, predictions);
  }

  private Speaker speaker(String who) {
    ExampleRows rows = new ExampleRows(data);
    return new Speaker(who, rows::inWords);
  }

  private Column target() {
    String name = config.target().text();
    return config.takesEmpty()
        ? data.texts(name)
        : data.read(List.of(name)).column(name).orElseThrow();
  }

  private Truth truthOf(Column target, List<Predictions> answers) {
    String name = config.target().text();
    Task task = config.task();
    if (task == Task.TEXT) {
      return Truth.texts(name, target, answers);
    }
    return task == Task.MULTILABEL
        ? Truth.labelSets(name, target, answers)
        : Truth.of(name, target, answers, config.positive());
  }

  private Truth truth(Column target, List<Predictions> answers) {
    return placed(() -> new Sampled(config, data).rows(truthOf(target, answers)));
  }

  /** With a place for problems that have none of their own. */
  private <T> T placed(Supplier<T> work) {
    try {
      return work.get();
    } catch (MlboxException e) {
      throw new MlboxException(
          e.fault(),
          e.problems().stream()
              .map(problem -> problem.where() == null ? problem.at(config.place()) : problem)
              .toList(),
          e);
    }
  }
}
