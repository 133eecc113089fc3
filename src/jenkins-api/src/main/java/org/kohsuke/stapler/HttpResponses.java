package org.kohsuke.stapler;

public class HttpResponses {
  public static HttpResponseException errorWithoutStack(int arg0, String arg1) {
    return new HttpResponseException() {};
  }

  public static HttpRedirect redirectTo(String arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public abstract static class HttpResponseException extends RuntimeException
      implements HttpResponse {}
}
