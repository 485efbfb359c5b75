package org.zhiban.gateway.config.shipped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.config.problem.Problem;

/**
 * The templates of real equipment that come with the program. A site names one as if the file lay
 * in its own folder; a template of the site with the same id takes its place.
 */
public final class ShippedTemplates {
  private static final List<String> IDS =
      List.of(
          "abb-acs550",
          "abb-b23",
          "apc-smart-ups-nmc",
          "axis-license-plate-verifier",
          "bacnet-lift-opcua",
          "carlo-gavazzi-em340",
          "comap-inteligen-nt",
          "danfoss-vacon-10",
          "danfoss-vlt-fc51",
          "diehl-sharky-775",
          "dse-gencomm",
          "eastron-sdm630",
          "frigate-lpr",
          "frigate-recorder",
          "gbt-24476-lift-mqtt",
          "gbt-26875-modbus-gateway",
          "grundfos-cim200-pump",
          "grundfos-ciu202-pit",
          "heiman-hs1sa-zigbee2mqtt",
          "hikvision-access-alertstream",
          "hikvision-anpr-bridge",
          "itron-cf-echo",
          "liftauth-bridge",
          "milesight-gs524n-chirpstack",
          "notifier-modbus-gw-point",
          "nuki-callback-bridge",
          "opc-40223-pump",
          "schneider-iem3155",
          "shelly-gen2-switch",
          "siemens-nk823x-zone",
          "sparkplug-opc-40223-pump",
          "system-sensor-faast",
          "tasmota-pn532-checkpoint",
          "tuf-2000m",
          "uhppote-uhppoted-mqtt",
          "wirenboard-wb-mr6c");

  private ShippedTemplates() {}

  /** The ids of all of them, sorted. */
  public static List<String> ids() {
    return IDS;
  }

  /** The template of an id. */
  public static Optional<ShippedTemplate> find(String id) {
    return IDS.contains(id) ? Optional.of(ShippedTemplate.of(id, text(id))) : Optional.empty();
  }

  /** The name under which positions in a template are told. */
  public static String file(String id) {
    return Problem.SHIPPED + id + ".yaml";
  }

  private static String text(String id) {
    String resource = "templates/" + id + ".yaml";
    try (InputStream stream =
        ShippedTemplates.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the program was packed without " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
