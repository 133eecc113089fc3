package dev.mlbox.engine.git;

import dev.mlbox.core.config.Stated;
import dev.mlbox.engine.process.CommandLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * ssh as the user has set it up, agent and configuration included, by running the program; as for
 * git, {@code GIT_SSH_COMMAND} names another one.
 */
final class SystemSsh extends SshSessionFactory {
  private final Map<String, String> environment;

  SystemSsh(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public RemoteSession getSession(
      URIish uri, CredentialsProvider credentials, FS fs, int milliseconds) {
    return new RemoteSession() {
      @Override
      public Process exec(String command, int seconds) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words(uri, command));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
      }

      @Override
      public void disconnect() {
        // Each command is a connection of its own and ends with it.
      }
    };
  }

  private List<String> words(URIish uri, String command) {
    String ssh = environment.getOrDefault("GIT_SSH_COMMAND", "ssh");
    List<String> words = new ArrayList<>(CommandLine.words(new Stated(ssh, "GIT_SSH_COMMAND")));
    // Nobody is there to answer a question.
    words.addAll(List.of("-o", "BatchMode=yes", "-o", "ConnectTimeout=15"));
    if (uri.getPort() > 0) {
      words.addAll(List.of("-p", String.valueOf(uri.getPort())));
    }
    words.add(uri.getUser() == null ? uri.getHost() : uri.getUser() + "@" + uri.getHost());
    words.add(command);
    return words;
  }

  @Override
  public String getType() {
    return "ssh";
  }
}
