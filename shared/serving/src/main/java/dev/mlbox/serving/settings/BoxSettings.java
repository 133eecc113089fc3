package dev.mlbox.serving.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a box is told; it reads nothing but these environment variables.
 *
 * <table>
 *   <caption>Environment variables</caption>
 *   <tr><th>name</th><th>default</th><th>meaning</th></tr>
 *   <tr><td>{@code MLBOX_BOX}</td><td>none: a front</td><td>folder with box.json</td></tr>
 *   <tr><td>{@code MLBOX_VERSION}</td><td>{@code front} for a front</td><td>what the box calls
 *       itself; the lease names it</td></tr>
 *   <tr><td>{@code MLBOX_HOST}</td><td>{@code 0.0.0.0}</td><td>address to bind</td></tr>
 *   <tr><td>{@code MLBOX_PORT}</td><td>8080</td><td>requests; 0 picks a free port</td></tr>
 *   <tr><td>{@code MLBOX_METRICS_PORT}</td><td>9090</td><td>metrics, counts, probe; 0 picks a
 *       free port</td></tr>
 *   <tr><td>{@code MLBOX_PORT_FILE}</td><td>none</td><td>written once the box listens: {@code
 *       {"port":…,"metricsPort":…,"pid":…}}</td></tr>
 *   <tr><td>{@code MLBOX_LEASE}</td><td>none: never splits</td><td>{@code file:PATH} or {@code
 *       configmap:NAMESPACE/NAME}</td></tr>
 *   <tr><td>{@code MLBOX_TOKENS}, {@code MLBOX_TOKENS_FILE}</td><td>none: everybody is
 *       believed</td><td>what boxes and pilots show each other, several with spaces between</td>
 *       </tr>
 *   <tr><td>{@code MLBOX_OTHERS_TOKENS}</td><td>none</td><td>what a box that asks for nothing shows
 *       boxes of other versions that do</td></tr>
 *   <tr><td>{@code MLBOX_METRICS_TOKEN}</td><td>none: everybody may</td><td>what who reads {@code
 *       /metrics} shows, as {@code Authorization: Bearer}</td></tr>
 *   <tr><td>{@code MLBOX_REQUEST_LIMIT}</td><td>10485760</td><td>largest body in bytes</td></tr>
 *   <tr><td>{@code MLBOX_TIME_LIMIT}</td><td>{@code 30s}</td><td>for a model to answer, and for a
 *       client to send its body</td></tr>
 *   <tr><td>{@code MLBOX_DRAIN_DELAY}</td><td>{@code 5s} in a cluster, else {@code 0s}</td><td>after
 *       SIGTERM new connections are taken until nobody has asked for so long</td></tr>
 *   <tr><td>{@code MLBOX_DRAIN_DELAY_MOST}</td><td>{@code 2m} in a cluster, else {@code 0s}</td>
 *       <td>for how long they are taken at most; never shorter than that delay</td></tr>
 *   <tr><td>{@code MLBOX_DRAIN}</td><td>{@code 20s}</td><td>how long requests may take to finish
 *       after that</td></tr>
 *   <tr><td>{@code MLBOX_PYTHON}</td><td>first on the search path</td><td>interpreter of a Python
 *       model</td></tr>
 *   <tr><td>{@code MLBOX_SERVER}</td><td>as server.json says</td><td>address of a server of the
 *       user's own beside the box</td></tr>
 *   <tr><td>{@code MLBOX_WORKERS}</td><td>number of cores</td><td>processes of a Python model</td>
 *       </tr>
 *   <tr><td>{@code MLBOX_THREADS}</td><td>number of cores</td><td>threads that ask the model</td>
 *       </tr>
 *   <tr><td>{@code MLBOX_SAMPLES}</td><td>none: nothing is kept</td><td>folder for samples of
 *       requests, answers and labels; boxes may share it</td></tr>
 *   <tr><td>{@code MLBOX_SAMPLES_RATE}</td><td>100</td><td>requests a second that are kept</td>
 *       </tr>
 *   <tr><td>{@code MLBOX_SAMPLES_SIZE}</td><td>1073741824</td><td>bytes in that folder at most</td>
 *       </tr>
 *   <tr><td>{@code MLBOX_SAMPLES_AGE}</td><td>{@code 720h}</td><td>of the oldest file</td></tr>
 *   <tr><td>{@code MLBOX_SAMPLES_REDACT}</td><td>none</td><td>columns that are never kept, one a
 *       line</td></tr>
 *   <tr><td>{@code MLBOX_SAMPLES_BUCKET}</td><td>none</td><td>{@code s3://BUCKET/FOLDER} that
 *       samples are copied to each second, with {@code AWS_ACCESS_KEY_ID}, {@code
 *       AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN}, {@code AWS_REGION} and {@code
 *       AWS_ENDPOINT_URL_S3}</td></tr>
 *   <tr><td>{@code MLBOX_SAMPLES_KEY}</td><td>none: they are not given</td><td>who knows it may
 *       read them at the metrics port</td></tr>
 * </table>
 *
 * @param resident the model
 * @param listen the ports
 * @param lease where it is read
 * @param limits sizes and times
 * @param keeping of samples; null when none are kept
 */
public record BoxSettings(
    Resident resident, Listen listen, LeaseAt lease, Limits limits, @Nullable Keeping keeping) {

  /**
   * Reads the environment; an empty variable counts as absent.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID with every problem at once
   */
  public static BoxSettings from(Map<String, String> environment) {
    return new BoxSettingsReader(environment).read();
  }
}
