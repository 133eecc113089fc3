package dev.mlbox.serving.http;

import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.rollout.Manner;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.split.Address;
import dev.mlbox.serving.split.Choice;
import dev.mlbox.serving.split.Customer;
import dev.mlbox.serving.split.LeaseClock;
import dev.mlbox.serving.split.LeaseView;
import dev.mlbox.serving.split.Splitter;
import org.jspecify.annotations.Nullable;

/**
 * Who answers, by the lease as it is now.
 *
 * @param version of this box
 */
public record Routing(String version, Splitter splitter, LeaseClock lease) {

  Choice choose(Endpoint endpoint, Incoming request) {
    LeaseView view = lease.view();
    if (!endpoint.version().isEmpty()) {
      return named(endpoint.version(), view, request.hops());
    }
    return endpoint.isPrediction()
        ? splitter.choose(view, lease.now(), request.hops(), user(view, request))
        : splitter.chooseUndrawn(view, request.hops());
  }

  /** Into which answers are sorted while this canary is on trial; null when they are not. */
  @Nullable Bins bins(String canaryVersion) {
    LeaseView view = lease.view();
    return view == null ? null : view.bins(canaryVersion);
  }

  /** Who asks, for counting; null when nobody stays with a version. */
  @Nullable Customer customer(Incoming request) {
    LeaseView view = lease.view();
    String user = user(view, request);
    Manner manner = view == null ? null : view.lease().manner();
    if (manner == null || manner.sticky() == null) {
      return null;
    }
    return user == null
        ? Customer.once(manner.slowMillis())
        : Customer.of(user, manner.slowMillis());
  }

  /**
   * Who answers when a client names a version: that one, and nothing is drawn. The stable version
   * is given what nobody here knows, and says so; a request is passed on once at most.
   */
  private Choice named(String wanted, @Nullable LeaseView view, int hops) {
    if (view == null || wanted.equals(version)) {
      return splitter.chooseUndrawn(view, Splitter.FINAL);
    }
    Route canary = view.lease().canary();
    Address address = view.canary();
    return hops == 0 && canary != null && address != null && canary.version().equals(wanted)
        ? new Choice.Relay(address, view.lease().coverAfter())
        : splitter.chooseUndrawn(view, hops);
  }

  /** Who is not to be moved back and forth; whoever does not say who they are is drawn anew. */
  private static @Nullable String user(@Nullable LeaseView view, Incoming request) {
    String header = view == null ? null : view.sticky();
    String user = header == null ? null : request.headers().get(header);
    return user == null || user.isEmpty() ? null : user;
  }
}
