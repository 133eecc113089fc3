package dev.mlbox.jenkins.settings;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.AbortException;
import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.security.ACL;
import hudson.util.Secret;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import jenkins.model.Jenkins;

/**
 * How the controller gets to a server: through the proxy of Jenkins' settings, and with a user and
 * password where some are chosen. Both are sent without being asked for: some repositories answer
 * that there is no such file rather than ask.
 */
final class Access {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Optional<ProxyConfiguration> proxy;
  private final String login;

  /**
   * An access.
   *
   * @param proxy of Jenkins' settings; without one, that of the controller's Java
   * @param login as HTTP's header has it; empty for none
   */
  Access(Optional<ProxyConfiguration> proxy, String login) {
    this.proxy = proxy;
    this.login = login;
  }

  /**
   * That of this controller.
   *
   * @param credentialsId of a user and password; empty for none
   * @param url what they are for: credentials may be limited to a server
   */
  static Access of(String credentialsId, String url) throws AbortException {
    Jenkins jenkins = Jenkins.get();
    Optional<ProxyConfiguration> proxy = Optional.ofNullable(jenkins.getProxy());
    if (credentialsId.isBlank()) {
      return new Access(proxy, "");
    }
    for (StandardUsernamePasswordCredentials each :
        CredentialsProvider.lookupCredentialsInItemGroup(
            StandardUsernamePasswordCredentials.class,
            jenkins,
            ACL.SYSTEM2,
            URIRequirementBuilder.fromUri(url).build())) {
      if (each.getId().equals(credentialsId)) {
        return new Access(proxy, login(each.getUsername(), each.getPassword()));
      }
    }
    throw new AbortException(Messages.Access_missing(credentialsId, url));
  }

  /** What HTTP's header has for a user. */
  static String login(String user, Secret password) {
    String pair = user + ":" + Util.fixNull(Secret.toString(password));
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it has a user and password for the server. */
  boolean hasLogin() {
    return !login.isEmpty();
  }

  /**
   * A connection that does not follow redirects by itself.
   *
   * @param own whether the place is of the server that the user and password are for
   */
  URLConnection open(URL place, boolean own) throws IOException {
    URLConnection connection = place.getHost().isEmpty() ? place.openConnection() : routed(place);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    if (connection instanceof HttpURLConnection http) {
      http.setInstanceFollowRedirects(false);
      if (own && hasLogin()) {
        http.setRequestProperty("Authorization", login);
      }
    }
    return connection;
  }

  private URLConnection routed(URL place) throws IOException {
    if (proxy.isEmpty()) {
      return place.openConnection();
    }
    ProxyConfiguration settings = proxy.get();
    Proxy way = settings.createProxy(place.getHost());
    URLConnection connection = place.openConnection(way);
    String user = Util.fixNull(settings.getUserName());
    if (way.type() != Proxy.Type.DIRECT && !user.isEmpty()) {
      if (connection instanceof HttpsURLConnection tunnelled) {
        // A header would go through the tunnel, to the server, and not to the proxy.
        tunnelled.setAuthenticator(new ProxyLogin(user, settings.getSecretPassword()));
      } else {
        connection.setRequestProperty(
            "Proxy-Authorization", login(user, settings.getSecretPassword()));
      }
    }
    return connection;
  }
}
