package dev.opendollr.prediction;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToCarrierMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.opendollr.base.db.Database;
import java.util.Locale;
import java.util.Optional;

/// Guesses a phone's mobile operator from the numbering plans. It is a guess, since a number can move to
/// another operator.
public final class Carriers {
    private static final String NO_REGION = "ZZ";

    private final Database database;
    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    private final PhoneNumberToCarrierMapper names = PhoneNumberToCarrierMapper.getInstance();

    public Carriers(Database database) {
        this.database = database;
    }

    /// `phone` is digits with the country code. Empty when the operator is unknown, or when we cannot pay
    /// through it.
    public Optional<Carrier> find(String phone) {
        try {
            var number = phones.parse("+" + phone, NO_REGION);
            var country =
                    Optional.ofNullable(phones.getRegionCodeForNumber(number)).orElse(NO_REGION);
            var name = names.getNameForNumber(number, Locale.ENGLISH);
            return database.everywhere().single(handle -> CarrierTable.find(handle, phone, country, name));
        } catch (NumberParseException noPhone) {
            return Optional.empty();
        }
    }
}
