using System.Text.Json.Serialization;

namespace OpenEvent.Application.Lab;

/// <summary>How the answer to a lesson is checked.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerKind>))]
internal enum AnswerKind
{
    /// <summary>Near <see cref="LessonAnswer.Value"/>.</summary>
    Number,

    /// <summary>One of <see cref="LessonAnswer.Choices"/>.</summary>
    Choice,

    /// <summary>Near what the server measures in the newest run of the user.</summary>
    Run,
}
