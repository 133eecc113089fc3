package dev.mlbox.engine.evaluation;

import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.measure.Answers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What models answered, beside the truth.
 *
 * @param kept the candidate's answers as it gave them
 * @param candidate its answers
 * @param baseline null when it did not answer these rows
 * @param bins that both are sorted into; empty where too few are known
 */
record Sides(
    KeptAnswers kept, Answers candidate, @Nullable Answers baseline, Optional<Bins> bins) {}
