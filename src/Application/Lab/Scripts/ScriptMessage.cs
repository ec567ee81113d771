namespace OpenEvent.Application.Lab;

/// <summary>The values of <c>type</c> in the messages of a script. The server checks the fields that are named here.</summary>
public static class ScriptMessage
{
    /// <summary><c>stream</c>: <c>out</c> or <c>err</c>; <c>text</c>.</summary>
    public const string Console = "console";

    /// <summary><c>element</c>: an object with <c>type</c>, <c>name</c> and <c>id</c>.</summary>
    public const string Add = "add";

    /// <summary><c>id</c> of an element, <c>patch</c>: the fields that change.</summary>
    public const string Update = "update";

    /// <summary><c>n</c>: a whole number, to be sent with the answer; <c>function</c>: a function string.</summary>
    public const string Call = "call";

    /// <summary>
    /// <c>n</c>; <c>id</c> of an element; <c>wait</c>: whether the script waits until the user enters a value, or wants the newest one now.
    /// </summary>
    public const string Input = "input";

    /// <summary><c>value</c>: 0 to 1; <c>text</c>.</summary>
    public const string Progress = "progress";

    /// <summary>
    /// <c>line</c> (null if unknown), <c>message</c>, <c>exception</c>: its type's name; <c>traceback</c>: lines of the user's code.
    /// </summary>
    public const string Error = "error";
}
