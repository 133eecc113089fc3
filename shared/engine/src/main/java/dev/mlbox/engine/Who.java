package dev.mlbox.engine;

import dev.mlbox.engine.project.Invocation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** Who gave a command, for the history. */
final class Who {
  private Who() {}

  static String am(Invocation invocation) {
    Map<String, String> environment = invocation.environment();
    String build = environment.get("BUILD_URL");
    if (build != null) {
      return invocation.command() + " by " + build;
    }
    return "mlbox %s by %s@%s"
        .formatted(invocation.command(), System.getProperty("user.name", "somebody"), host());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
