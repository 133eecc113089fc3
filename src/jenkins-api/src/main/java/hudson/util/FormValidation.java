package hudson.util;

import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;

public abstract class FormValidation extends IOException implements HttpResponse {
  public static FormValidation error(String arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public static FormValidation warning(String arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public static FormValidation ok() {
    throw new UnsupportedOperationException("a signature only");
  }
}
