package dev.mlbox.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code mlbox --version} says. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "mlbox " + (version == null ? "development" : version),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
