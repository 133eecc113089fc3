package dev.mlbox.core.config;

import dev.mlbox.core.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code train.on}, {@code image} and {@code pod} → where a model is trained. */
final class TrainingPodReader {
  private TrainingPodReader() {}

  /** Null for this machine. */
  @SuppressWarnings("unchecked")
  static @Nullable TrainingPod read(Reading reading) {
    String image = reading.text("train.image");
    boolean inCluster = "kubernetes".equals(reading.text("train.on", "here"));
    Map<String, Object> patch =
        reading.at("train.pod").filter(pod -> !pod.entries().isEmpty()).isEmpty()
            ? Map.of()
            : (Map<String, Object>) reading.at("train.pod").orElseThrow().plain();
    if (!inCluster) {
      if (image != null || !patch.isEmpty()) {
        reading.problem(
            Problem.of("train.image and train.pod are of a pod, and training runs on this machine")
                .at(reading.place(image == null ? "train.pod" : "train.image"))
                .expected("train.on: kubernetes, or neither"));
      }
      return null;
    }
    if (reading.text("train.run") == null) {
      reading.problem(
          Problem.of("train.on is kubernetes, and a notebook is executed on this machine only")
              .at(reading.place("train.on"))
              .expected("train.run, such as jupyter nbconvert --execute"));
    }
    if (reading.texts("train.inputs").isEmpty()) {
      reading.problem(
          Problem.of("train.on is kubernetes, and train.inputs is empty")
              .at(reading.place("train.on"))
              .expected("every file that the command reads: the pod gets these and no others"));
    }
    if (image == null) {
      reading.problem(
          Problem.of("train.on is kubernetes, and there is no train.image")
              .at(reading.place("train.on"))
              .expected("an image with what the command needs, such as python:3.11"));
      return null;
    }
    return new TrainingPod(image, patch);
  }
}
