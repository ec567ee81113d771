using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Typed settings: one record for each section of the configuration, validated before anything starts.</summary>
internal static class SettingsRegistration
{
    /// <summary>
    /// Reads a section, validates it by the record's attributes and <see cref="IValidatableObject"/>, and registers it as a singleton.
    /// A key that the record does not have is an error, so that a misspelled key is noticed.
    /// </summary>
    /// <exception cref="ConfigurationException">The first error, with its key.</exception>
    public static T AddSettings<T>(this WebApplicationBuilder builder, string section)
        where T : class, new()
    {
        builder.AddSettingsSection(section);
        var settings = ReadSection<T>(builder.Configuration.GetSection(section));
        builder.Services.AddSingleton(settings);
        return settings;
    }

    /// <returns>The first key whose value is not of its type, and what it must be; null if it is not found.</returns>
    private static string? FindConversionError<T>(IConfigurationSection section) =>
        typeof(T)
            .GetProperties()
            .Select(property => (property.Name, Type: Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
            .Where(p => section[p.Name] is { } value && !TypeDescriptor.GetConverter(p.Type).IsValid(value))
            .Select(p => $"{section.Path}:{p.Name}: must be {DescribeValues(p.Type)}.")
            .FirstOrDefault();

    private static string DescribeValues(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) || type == typeof(decimal) ? "a number"
        : type == typeof(TimeSpan) ? "a time span such as 00:10:00"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : $"a valid {type.Name}";

    private static T ReadSection<T>(IConfigurationSection section)
        where T : class, new()
    {
        var validKeys = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order().ToList();
        if (
            section.GetChildren().FirstOrDefault(child => !validKeys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is
            { } unknownKey
        )
            throw new ConfigurationException($"{unknownKey.Path} is not a setting. {section.Path} has: {string.Join(", ", validKeys)}.");
        T settings;
        try
        {
            settings = section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationException(FindConversionError<T>(section) ?? e.Message, e);
        }
        // The binder accepts numbers for enums.
        if (
            typeof(T)
                .GetProperties()
                .FirstOrDefault(p => p.PropertyType.IsEnum && !Enum.IsDefined(p.PropertyType, p.GetValue(settings)!)) is
            { } unknown
        )
            throw new ConfigurationException($"{section.Path}:{unknown.Name}: must be {DescribeValues(unknown.PropertyType)}.");
        var errors = new List<ValidationResult>();
        return Validator.TryValidateObject(settings, new ValidationContext(settings), errors, validateAllProperties: true)
            ? settings
            : throw new ConfigurationException($"{section.Path}:{errors[0].MemberNames.FirstOrDefault()}: {errors[0].ErrorMessage}");
    }
}
