package dev.mlbox.core.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All that the user wants, complete with defaults.
 *
 * @param folder where mlbox.yaml is; every relative path starts here
 * @param about what people should know of it
 * @param model what it is and where it comes from
 * @param evaluate how it is judged offline
 * @param spark what reads the rows and asks the models; null where this machine does
 * @param baseline whom it is compared with
 * @param deploy where it goes
 * @param report what a report shows
 * @param notices whom to tell
 */
public record MlboxConfig(
    Path folder,
    AboutConfig about,
    ModelConfig model,
    EvaluateConfig evaluate,
    @Nullable SparkConfig spark,
    BaselineConfig baseline,
    DeployConfig deploy,
    ReportConfig report,
    NotifyConfig notices) {}
