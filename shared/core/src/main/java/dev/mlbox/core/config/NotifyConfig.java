package dev.mlbox.core.config;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell how a rollout ended.
 *
 * @param hooks one for each address
 */
public record NotifyConfig(List<Hook> hooks) {

  public NotifyConfig {
    hooks = List.copyOf(hooks);
  }

  /**
   * A web hook. Its address is a secret, so the configuration has only the name of what holds it.
   *
   * @param variable the environment variable with the address
   * @param shape what the receiver understands
   * @param on outcomes that it wants to hear of, in lower case, and {@code awaiting}
   * @param secret the Secret with the address under the variable's name, for a pilot in the
   *     cluster; null: the command tells, while it is there
   */
  public record Hook(String variable, Shape shape, Set<String> on, @Nullable String secret) {

    public Hook {
      on = Set.copyOf(on);
    }
  }

  /** What a receiver understands. */
  public enum Shape {
    JSON,
    SLACK,
    TEAMS
  }
}
