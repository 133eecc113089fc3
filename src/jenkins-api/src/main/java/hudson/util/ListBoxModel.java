package hudson.util;

import java.util.ArrayList;
import org.kohsuke.stapler.HttpResponse;

public class ListBoxModel extends ArrayList<ListBoxModel.Option> implements HttpResponse {
  public ListBoxModel() {}

  public void add(String arg0, String arg1) {
    throw new UnsupportedOperationException("a signature only");
  }

  public ListBoxModel add(String arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public static final class Option {
    public Option(String arg0, String arg1) {}
  }
}
