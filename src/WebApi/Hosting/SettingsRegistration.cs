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
            // The message names the key: "… configuration value 'x' at 'Metrics:Enabled' to type …"
            throw new ConfigurationException(e.Message, e);
        }
        // The binder accepts numbers for enums.
        if (
            typeof(T)
                .GetProperties()
                .FirstOrDefault(p => p.PropertyType.IsEnum && !Enum.IsDefined(p.PropertyType, p.GetValue(settings)!)) is
            { } unknown
        )
            throw new ConfigurationException(
                $"{section.Path}:{unknown.Name}: must be one of {string.Join(", ", Enum.GetNames(unknown.PropertyType))}."
            );
        var errors = new List<ValidationResult>();
        return Validator.TryValidateObject(settings, new ValidationContext(settings), errors, validateAllProperties: true)
            ? settings
            : throw new ConfigurationException($"{section.Path}:{errors[0].MemberNames.FirstOrDefault()}: {errors[0].ErrorMessage}");
    }
}
