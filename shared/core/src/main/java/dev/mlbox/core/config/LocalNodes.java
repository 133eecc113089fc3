package dev.mlbox.core.config;

import java.util.List;
import java.util.Optional;

/**
 * A cluster on this machine whose nodes take images from its own tool, so that no registry is
 * needed. It is told by the name that the tool gives its contexts.
 *
 * @param tool the program
 * @param cluster as the tool calls it
 */
public record LocalNodes(Tool tool, String cluster) {

  /** Where images of such clusters' boxes seem to come from; nobody is ever asked there. */
  public static final String REPOSITORY = "mlbox.local/";

  /** Whose cluster it is. */
  public enum Tool {
    KIND("kind"),
    K3D("k3d"),
    MINIKUBE("minikube");

    private final String program;

    Tool(String program) {
      this.program = program;
    }

    /** What it is called on the path. */
    public String program() {
      return program;
    }
  }

  /** The cluster that a context leads to, if it is such a one. */
  public static Optional<LocalNodes> of(String context) {
    if (context.equals(Tool.MINIKUBE.program())) {
      return Optional.of(new LocalNodes(Tool.MINIKUBE, context));
    }
    for (Tool tool : List.of(Tool.KIND, Tool.K3D)) {
      String prefix = tool.program() + "-";
      if (context.startsWith(prefix) && context.length() > prefix.length()) {
        return Optional.of(new LocalNodes(tool, context.substring(prefix.length())));
      }
    }
    return Optional.empty();
  }

  /** What the tool is told, after its own name, to bring an image from a file into all nodes. */
  public List<String> load(String file) {
    return switch (tool) {
      case KIND -> List.of("load", "image-archive", file, "--name", cluster);
      case K3D -> List.of("image", "import", file, "--cluster", cluster);
      case MINIKUBE -> List.of("image", "load", file, "--profile", cluster);
    };
  }

  /** Such as {@code kind's cluster dev}. */
  @Override
  public String toString() {
    return "%s's cluster %s".formatted(tool.program(), cluster);
  }
}
