namespace OpenEvent.Domain.Events;

/// <summary>A row that belongs to a question, and through the question to an event.</summary>
public interface IFormPart
{
    long CustomFormId { get; }

    /// <summary>The question. It is loaded together with the row.</summary>
    CustomForm CustomForm { get; set; }
}
