package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.port.Workloads;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One Deployment, with a Service of its own, for each version; one Service that leads to one. */
final class KubernetesWorkloads implements Workloads {
  private final Placement placement;
  private final BoxObjects wanted;
  private final Names names;
  private final OwnObjects objects;
  private final Versions versions;
  private final ApiServer apiServer;
  private final BucketPorts bucket;
  private final Pods pods;
  private final PodWords words;
  private final UnheardBoxes unheard;
  private final Leftovers leftovers;
  private final Patience patience;
  private final BoxCount count;

  KubernetesWorkloads(Cluster cluster, Placement placement, Patience patience) {
    this(cluster, placement, patience, new Pods(cluster, placement.names()), new PodHttp(cluster));
  }

  /**
   * @param pods whom others ask too
   * @param http to ask them
   */
  KubernetesWorkloads(
      Cluster cluster, Placement placement, Patience patience, Pods pods, PodHttp http) {
    this.placement = placement;
    this.names = placement.names();
    this.wanted = new BoxObjects(placement);
    this.objects = new OwnObjects(cluster, names);
    this.versions = new Versions(cluster, names);
    this.apiServer = new ApiServer(cluster);
    this.bucket = new BucketPorts(cluster);
    this.pods = pods;
    this.words = new PodWords(http);
    this.unheard = new UnheardBoxes(http);
    this.leftovers = new Leftovers(cluster, names);
    this.patience = patience;
    this.count = new BoxCount(cluster, objects, placement);
  }

  @Override
  public Route start(Release release) {
    List<HasMetadata> all = wanted.of(release);
    Service address = only(all, Service.class);
    Optional<Deployment> running = objects.find(only(all, Deployment.class));
    Optional<Service> found = running.isEmpty() ? Optional.empty() : objects.find(address);
    if (found.isPresent()) {
      // A version does not change: other settings for its pods would have made another version.
      // What guards them is none of these.
      running.ifPresent(deployment -> guard(release, deployment));
      return route(release, found.get());
    }
    List<HasMetadata> names = new ArrayList<>(all);
    names.add(wanted.service(release.version()));
    objects.requireFree(names);
    placement.volume().ifPresent(volume -> volume.ensure(objects));
    Optional<Secret> token = token(release.version());
    Service made = address;
    for (HasMetadata object : all) {
      HasMetadata result = objects.apply(object);
      made = result instanceof Service service ? service : made;
      if (result instanceof Deployment deployment) {
        guard(release, deployment);
        token.ifPresent(secret -> objects.apply(TokenSecret.ownedBy(deployment, secret)));
      }
    }
    return route(release, made);
  }

  private Optional<Secret> token(String version) {
    return placement.guard().token()
        ? Optional.of(placement.token().ensure(objects, version, versions.otherThan(version)))
        : placement.token().ofOthers(objects, version, versions.askingBeside(version));
  }

  private void guard(Release release, Deployment deployment) {
    if (placement.guarded()) {
      Set<Integer> ports = new TreeSet<>(apiServer.ports());
      ports.addAll(bucket.of(deployment));
      NetworkPolicy named = new BoxGuard(placement, ports).policy(release.version(), deployment);
      // A pilot may not look where who began has found a port: its boxes would lose their lease.
      objects.find(named).map(BoxGuard::servers).ifPresent(ports::addAll);
      objects.apply(new BoxGuard(placement, ports).policy(release.version(), deployment));
    }
  }

  @Override
  public void provide(Weight share, Release release, Release serving) {
    count.provide(share, release, serving);
  }

  @Override
  public void rest(Release release) {
    count.rest(release);
  }

  private static <T> T only(List<HasMetadata> all, Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  /** By number, so that boxes need no name server. */
  private static Route route(Release release, Service service) {
    String address = service.getSpec().getClusterIP();
    String host = address.contains(":") ? "[" + address + "]" : address;
    return new Route(release.version(), host + ":" + BoxPods.PORT);
  }

  @Override
  public Health health(String version) {
    Optional<Deployment> found = objects.find(wanted.named(version));
    if (found.isEmpty()) {
      return Health.NONE;
    }
    List<Pod> all = pods.of(version, found.get());
    int ready = (int) all.stream().filter(Pods::isReady).count();
    Integer replicas = found.get().getSpec().getReplicas();
    List<Trouble> lasting = patience.lasting(version, Trouble.of(found.get(), all));
    List<Trouble> counting = Trouble.counting(lasting, ready);
    String trouble = counting.isEmpty() ? "" : quoted(counting.get(0), all);
    String waiting = lasting.isEmpty() ? Waiting.of(all) : quoted(lasting.get(0), all);
    int answering = ready > 0 ? ready : unheard.answering(all);
    return new Health(replicas == null ? 1 : replicas, ready, trouble, waiting, answering);
  }

  private String quoted(Trouble trouble, List<Pod> all) {
    if (trouble.kind() != Trouble.Kind.CRASHING) {
      return trouble.line();
    }
    String line =
        all.stream()
            .filter(pod -> trouble.about().endsWith(" " + pod.getMetadata().getName()))
            .findFirst()
            .map(words::lastLine)
            .orElse("");
    return (line.isEmpty() ? trouble : trouble.saying(line)).line();
  }

  @Override
  public void serve(Route route) {
    Service service = wanted.service(route.version());
    Optional<Service> found = objects.find(service);
    boolean serves =
        found
            .map(present -> present.getSpec().getSelector())
            .filter(names.selector(route.version())::equals)
            .isPresent();
    if (!serves) {
      objects.apply(service);
    }
  }

  @Override
  public void keepOnly(Set<String> versions) {
    leftovers.removeAllBut(versions);
  }

  @Override
  public List<String> lastWords(String version) {
    return words.of(pods.of(version));
  }
}
