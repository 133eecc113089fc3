package dev.mlbox.jenkins.settings;

import hudson.Util;
import hudson.util.Secret;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** A proxy's user and password, for the proxy alone, and once: it is not asked better by repeating. */
final class ProxyLogin extends Authenticator {
  private final String user;
  private final Secret password;
  private boolean given;

  ProxyLogin(String user, Secret password) {
    this.user = user;
    this.password = password;
  }

  @Override
  protected @Nullable PasswordAuthentication getPasswordAuthentication() {
    if (given || getRequestorType() != RequestorType.PROXY) {
      return null;
    }
    given = true;
    return new PasswordAuthentication(
        user, Util.fixNull(Secret.toString(password)).toCharArray());
  }
}
