package dev.keelson.benchmarks.contestant.springdata;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.relational.RelationalManagedTypes;
import org.springframework.data.relational.core.mapping.NamingStrategy;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How Spring is set up. Immutable. */
@Configuration
class SpringConfiguration extends AbstractJdbcConfiguration {

    @Bean
    NamedParameterJdbcOperations operations(DataSource pool) {
        return new NamedParameterJdbcTemplate(pool);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource pool) {
        return new JdbcTransactionManager(pool);
    }

    @Bean
    TransactionTemplate transactions(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Override
    public RelationalManagedTypes jdbcManagedTypes() {
        return RelationalManagedTypes.from(OrderAggregate.class, Line.class, Tag.class);
    }

    @Override
    public JdbcMappingContext jdbcMappingContext(
            Optional<NamingStrategy> naming, JdbcCustomConversions conversions, RelationalManagedTypes types) {
        JdbcMappingContext context = super.jdbcMappingContext(naming, conversions, types);
        context.setSingleQueryLoadingEnabled(true);
        return context;
    }

    @Override
    protected List<?> userConverters() {
        return List.of(new CurrencyToCode(), new CodeToCurrency());
    }

    @WritingConverter
    private static final class CurrencyToCode implements Converter<Currency, String> {
        @Override
        public String convert(Currency currency) {
            return currency.getCurrencyCode();
        }
    }

    @ReadingConverter
    private static final class CodeToCurrency implements Converter<String, Currency> {
        @Override
        public Currency convert(String code) {
            return Currency.getInstance(code);
        }
    }
}
