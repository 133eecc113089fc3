package dev.mlbox.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code mlbox --version} says. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "mlbox " + number(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }

  static String number() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
