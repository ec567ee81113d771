namespace OpenEvent.Domain.Events;

/// <summary>A row that belongs to a question, and through it to an event.</summary>
public interface IFormPart
{
    long CustomFormId { get; }

    /// <summary>Loaded with the row.</summary>
    CustomForm CustomForm { get; set; }
}
