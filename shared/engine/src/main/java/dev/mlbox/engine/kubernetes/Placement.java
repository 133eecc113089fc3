package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * Where and how large: what turns a release into objects.
 *
 * @param names of the model's objects
 * @param namespace they are in
 * @param replicas boxes of each version
 * @param cpu requested by a box
 * @param memory requested by a box, and its limit
 */
record Placement(Names names, String namespace, int replicas, Quantity cpu, Quantity memory) {

  static Placement of(String model, DeployConfig deploy, String namespace) {
    return new Placement(
        new Names(model),
        namespace,
        deploy.replicas(),
        quantity("cpu", deploy.resources().cpu(), deploy.place()),
        quantity("memory", deploy.resources().memory(), deploy.place()));
  }

  private static Quantity quantity(String what, String text, String place) {
    try {
      Quantity quantity = Quantity.parse(text);
      if (quantity.getNumericalAmount().signum() > 0) {
        return quantity;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Said below.
    }
    throw MlboxException.invalid(
        Problem.of("%s %s is no amount".formatted(what, text))
            .at(place)
            .expected("Kubernetes' notation, such as 500m for cpu or 1Gi for memory"));
  }
}
