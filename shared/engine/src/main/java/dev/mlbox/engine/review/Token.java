package dev.mlbox.engine.review;

import java.util.Map;
import java.util.Optional;

/** A secret that lets a build speak to a forge; it cannot be printed by mistake. */
final class Token {
  private final String secret;

  private Token(String secret) {
    this.secret = secret;
  }

  static Optional<Token> of(Forge forge, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(Forge.ANY_TOKEN))
        .or(
            () ->
                forge.tokens().stream()
                    .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
                    .findFirst())
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(Token::new);
  }

  /** For a header, and nothing else. */
  String reveal() {
    return secret;
  }

  /** A forge's words without the token, should it quote it. */
  String hide(String text) {
    return text.replace(secret, toString());
  }

  @Override
  public String toString() {
    return "***";
  }
}
