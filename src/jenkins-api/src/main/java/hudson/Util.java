package hudson;

public class Util {
  public static String fixNull(String arg0) {
    return arg0 == null ? "" : arg0;
  }
}
