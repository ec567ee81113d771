using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>A question's name in another language.</summary>
public sealed class CustomFormTranslate : Entity, IFormPart
{
    public string Name { get; set; } = "";

    public string LanguageCode { get; set; } = "";

    public string FormId { get; set; } = "";

    public long CustomFormId { get; set; }

    public CustomForm CustomForm { get; set; } = null!;
}
