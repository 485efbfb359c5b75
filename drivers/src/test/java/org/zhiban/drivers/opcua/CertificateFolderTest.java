package org.zhiban.drivers.opcua;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.ApplicationKey;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.TestCertificate;
import org.zhiban.drivers.TrustList;

class CertificateFolderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir Path data;

  private Credentials folder() {
    return CertificateFolder.in(data.resolve("opcua"), InstantSource.fixed(NOW));
  }

  private Path own(String file) {
    return data.resolve("opcua/own").resolve(file);
  }

  @Test
  void nothingIsMadeBeforeItIsAskedFor() throws Exception {
    assertThat(folder().trustList()).isEqualTo(TrustList.EMPTY);
    assertThat(data.resolve("opcua")).doesNotExist();
  }

  @Test
  void theKeyIsMadeOnceAndItsOwnersAlone() throws Exception {
    ApplicationKey first = folder().own();
    ApplicationKey second = folder().own();

    assertThat(second.certificate()).isEqualTo(first.certificate());
    assertThat(second.keys().getPrivate()).isEqualTo(first.keys().getPrivate());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own("key.pem"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own(""))))
        .isEqualTo("rwx------");
  }

  @Test
  void theCertificateNamesTheApplicationAndItsHostForFiveYears() throws Exception {
    ApplicationKey own = folder().own();

    assertThat(CertificateUtil.getSanUri(own.certificate())).contains(own.uri());
    assertThat(own.uri()).matches("urn:.+:zhiban:gateway");
    assertThat(CertificateUtil.getSanDnsNames(own.certificate())).hasSize(1);
    assertThat(own.certificate().getNotAfter().toInstant())
        .isEqualTo(NOW.plus(Duration.ofDays(1825)));
    assertThat(own.ending(NOW)).isEmpty();
    assertThat(own.ending(NOW.plus(Duration.ofDays(1825 - 89))))
        .contains(
            "the gateway's own certificate "
                + own("certificate.der")
                + " ends on 2031-02-28; renew it, and give the new one to every server");
    assertThat(own.ending(NOW.plus(Duration.ofDays(1826))).orElseThrow()).contains(" ended on ");
  }

  @Test
  void aDeletedCertificateIsMadeAnewForTheSameKey() throws Exception {
    ApplicationKey before = folder().own();
    Files.delete(own("certificate.der"));

    ApplicationKey after = folder().own();

    assertThat(after.keys().getPrivate()).isEqualTo(before.keys().getPrivate());
    assertThat(after.certificate()).isNotEqualTo(before.certificate());
  }

  @Test
  void filesThatDoNotFitAreSaidByName() throws Exception {
    folder().own();
    Files.write(
        own("certificate.der"), TestCertificate.of("x").selfSigned().certificate().getEncoded());
    assertThatThrownBy(() -> folder().own()).hasMessageContaining("does not belong to");

    Files.writeString(own("key.pem"), "no key");
    assertThatThrownBy(() -> folder().own())
        .hasMessageContaining(own("key.pem") + " is no RSA key");

    Files.delete(own("key.pem"));
    assertThatThrownBy(() -> folder().own())
        .hasMessageContaining(own("key.pem") + " is missing; put it back, or delete");
  }

  @Test
  void aRenewedCertificateIsForTheSameKeyAndTakesThePlaceOfTheOld() throws Exception {
    ApplicationKey before = folder().own();
    CertificateFolder later =
        CertificateFolder.in(
            data.resolve("opcua"), InstantSource.fixed(NOW.plus(Duration.ofDays(1800))));

    ApplicationKey after = later.renew();

    assertThat(after.keys().getPrivate()).isEqualTo(before.keys().getPrivate());
    assertThat(after.uri()).isEqualTo(before.uri());
    assertThat(after.certificate().getNotAfter()).isAfter(before.certificate().getNotAfter());
    assertThat(folder().own().certificate()).isEqualTo(after.certificate());
  }

  @Test
  void aCertificateThatLiesWithOthersInAFileIsNotTakenOutOfIt() throws Exception {
    TestCertificate one = TestCertificate.of("one").selfSigned();
    TestCertificate other = TestCertificate.of("other").selfSigned();
    Path both = Files.createDirectories(data.resolve("opcua/trusted")).resolve("both.pem");
    one.writeCertificate(both);
    Files.writeString(
        both, Files.readString(other.writeCertificate(data.resolve("other.pem"))), APPEND);

    CertificateFolder folder =
        CertificateFolder.in(data.resolve("opcua"), InstantSource.fixed(NOW));
    assertThatThrownBy(() -> folder.distrust(one.certificate()))
        .hasMessage(both + " holds other certificates too; take this one out of it by hand");
    assertThat(folder.trustList().trusted()).hasSize(2);
  }

  @Test
  void aFileThatIsNeitherCertificateNorListTrustsNobodyAndHidesNoOther() throws Exception {
    Path trusted = Files.createDirectories(data.resolve("opcua/trusted"));
    Files.writeString(trusted.resolve("a.txt"), "note");
    Files.writeString(trusted.resolve("b.crl"), "no list");
    TestCertificate.of("one").selfSigned().writeCertificate(trusted.resolve("c.pem"));

    assertThat(folder().trustList().trusted()).hasSize(1);
    assertThat(folder().trustList().revoked()).isEmpty();
  }
}
