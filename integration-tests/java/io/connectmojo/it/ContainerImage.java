package io.connectmojo.it;

import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** Which image the container tests run, and what happens when it cannot be had. */
final class ContainerImage {
    private static final String DEFAULT = "apache/kafka:" + KafkaLine.NEWEST.version();
    private static final long PULL_MINUTES = 10;

    private ContainerImage() {}

    /**
     * The image that the system property {@code mojo.tests.image} names, else Apache Kafka's own, pulled where the engine does not have it.
     * One that was asked for by name must be had; without the default, as on a machine that reaches no registry, the tests are skipped.
     */
    static String available() throws InterruptedException {
        String named = System.getProperty("mojo.tests.image", "");
        String image = named.isBlank() ? DEFAULT : named;
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            if (!isThere(docker, image)) {
                docker.pullImageCmd(image).start().awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
                docker.inspectImageCmd(image).exec();
            }
        } catch (DockerException e) {
            String problem = "Docker is here, but the image " + image + " is not and cannot be pulled: "
                    + e.getMessage().strip();
            if (named.isBlank()) {
                System.out.println("Tests in containers are skipped. " + problem);
                abort(problem);
            }
            throw new IllegalStateException(problem + ". Build it, or name another with -Dmojo.tests.image", e);
        }
        return image;
    }

    private static boolean isThere(DockerClient docker, String image) {
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
