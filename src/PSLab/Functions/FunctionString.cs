using System.Globalization;
using System.Text;

namespace OpenEvent.PSLab.Functions;

/// <summary>
/// Reads <c>name(literal, …, key=literal)</c>: numbers with exponent, hexadecimal and sign, strings in either quote with escapes, lists, True, False,
/// None, white space and comments. Nothing else is understood: no operators, attributes, nested calls or second statements.
/// </summary>
public sealed class FunctionString
{
    private const int LongestText = 65_536,
        DeepestList = 8;

    private readonly string _text;
    private int _at;

    private FunctionString(string text) => _text = text;

    /// <summary>The call that <paramref name="text"/> stands for, its arguments checked against the catalogue.</summary>
    /// <exception cref="FunctionFault">It is none; the fault holds the column.</exception>
    public static FunctionCall Parse(string text, Catalogue? catalogue = null)
    {
        if (text.Length > LongestText)
            throw new FunctionFault(FunctionFaultKind.Syntax, $"A function string has at most {LongestText} characters.", LongestText + 1);
        return new FunctionString(text).Read(catalogue ?? Catalogue.Standard);
    }

    private FunctionCall Read(Catalogue catalogue)
    {
        Skip();
        var nameAt = _at;
        var name = Name()
            ?? throw Syntax(_at >= _text.Length ? "a function's name is missing." : $"a function's name is expected, not {Here()}.");
        Skip();
        if (!Takes('('))
            throw Syntax(_at >= _text.Length ? $"'(' is missing after {name}." : $"'(' is expected after {name}, not {Here()}.");
        var (positional, named) = Arguments();
        Skip();
        if (_at < _text.Length && _text[_at] == ';')
            throw Syntax("only one call is possible.");
        if (_at < _text.Length)
            throw Syntax($"nothing may follow the call, but there is {Here()}.");
        var function = catalogue.Find(name) ?? throw new FunctionFault(FunctionFaultKind.UnknownName, Unknown(name, catalogue), nameAt + 1);
        return new FunctionCall(function, Functions.Arguments.Bind(function, positional, named, nameAt + 1));
    }

    private (List<Literal> Positional, List<(string Name, int Column, Literal Value)> Named) Arguments()
    {
        var positional = new List<Literal>();
        var named = new List<(string, int, Literal)>();
        Skip();
        if (Takes(')'))
            return (positional, named);
        while (true)
        {
            Skip();
            var from = _at;
            if (Name() is { } word && Keyword() is var isKeyword && isKeyword)
            {
                Skip();
                named.Add((word, from + 1, Value(0)));
            }
            else
            {
                _at = from;
                if (named.Count > 0)
                    throw Syntax("a positional argument may not follow a keyword argument.");
                positional.Add(Value(0));
            }
            Skip();
            if (Takes(')'))
                return (positional, named);
            if (!Takes(','))
                throw Syntax(_at >= _text.Length ? "')' is missing." : $"',' or ')' is expected, not {Here()}.");
            Skip();
            if (Takes(')'))
                return (positional, named);
        }
    }

    private bool Keyword()
    {
        Skip();
        if (_at + 1 < _text.Length && _text[_at] == '=' && _text[_at + 1] == '=')
            throw Syntax("operators are not possible.");
        return Takes('=');
    }

    private Literal Value(int depth)
    {
        var column = _at + 1;
        if (_at >= _text.Length)
            throw Syntax("a value is missing.");
        var c = _text[_at];
        if (c is '\'' or '"')
            return new Literal(Text(), column);
        if (c is '[' or '(')
            return new Literal(List(depth, c == '[' ? ']' : ')'), column);
        if (char.IsAsciiDigit(c) || c is '+' or '-' or '.')
            return new Literal(Number(), column);
        if (Name() is not { } word)
            throw Syntax($"a value is expected, not {Here()}.");
        var end = _at;
        Skip();
        var what = _at < _text.Length ? _text[_at] : '\0';
        return word switch
        {
            "True" => new Literal(true, column),
            "False" => new Literal(false, column),
            "None" => new Literal(null, column),
            _ when what == '(' => throw new FunctionFault(
                FunctionFaultKind.Syntax,
                $"a call inside a call is not possible: {word}.",
                column
            ),
            _ when what == '.' => throw new FunctionFault(FunctionFaultKind.Syntax, $"attributes are not possible: {word}.", end + 1),
            _ => throw new FunctionFault(FunctionFaultKind.Syntax, $"{word} is no value; text needs quotes: '{word}'.", column),
        };
    }

    private List<Literal> List(int depth, char close)
    {
        if (depth == DeepestList)
            throw Syntax($"lists go {DeepestList} deep at most.");
        var open = _at++;
        var items = new List<Literal>();
        Skip();
        while (!Takes(close))
        {
            items.Add(Value(depth + 1));
            Skip();
            if (Takes(','))
            {
                Skip();
                continue;
            }
            if (close == ')' && items.Count == 1 && _at < _text.Length && _text[_at] == ')')
                throw new FunctionFault(FunctionFaultKind.Syntax, "brackets around a value are not possible.", open + 1);
            if (_at >= _text.Length || _text[_at] != close)
                throw Syntax(_at >= _text.Length ? $"'{close}' is missing." : $"',' or '{close}' is expected, not {Here()}.");
        }
        return items;
    }

    private object Number()
    {
        var from = _at;
        if (_text[_at] is '+' or '-')
            _at++;
        var digits = _at;
        if (Is("0x") || Is("0X"))
        {
            _at += 2;
            while (_at < _text.Length && char.IsAsciiHexDigit(_text[_at]))
                _at++;
            if (_at == digits + 2 || _at - digits > 17 || Continues())
                throw Number(from);
            var value = (double)
                ulong.Parse(_text.AsSpan(digits + 2, _at - digits - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            return _text[from] == '-' ? -value : value;
        }
        Digits();
        if (_at < _text.Length && _text[_at] == '.')
        {
            _at++;
            Digits();
        }
        if (!_text.AsSpan(digits, _at - digits).ContainsAnyInRange('0', '9'))
            throw Number(from);
        if (_at < _text.Length && _text[_at] is 'e' or 'E')
        {
            _at++;
            if (_at < _text.Length && _text[_at] is '+' or '-')
                _at++;
            var exponent = _at;
            Digits();
            if (_at == exponent)
                throw Number(from);
        }
        if (Continues())
            throw Number(from);
        var number = double.Parse(_text.AsSpan(from, _at - from), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : throw new FunctionFault(FunctionFaultKind.Syntax, "the number is too large.", from + 1);
    }

    private string Text()
    {
        var quote = _text[_at];
        var open = _at++;
        var result = new StringBuilder();
        while (true)
        {
            if (_at >= _text.Length || _text[_at] is '\n' or '\r')
                throw new FunctionFault(FunctionFaultKind.Syntax, $"the text has no closing {quote}.", open + 1);
            var c = _text[_at++];
            if (c == quote)
                return result.ToString();
            result.Append(c == '\\' ? Escape() : c);
        }
    }

    private char Escape()
    {
        var column = _at;
        if (_at >= _text.Length)
            throw new FunctionFault(FunctionFaultKind.Syntax, "the escape has no end.", column);
        var c = _text[_at++];
        return c switch
        {
            '\\' or '\'' or '"' => c,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'x' => Code(2),
            'u' => Code(4),
            _ => throw new FunctionFault(FunctionFaultKind.Syntax, $"\\{c} is no escape.", column),
        };

        char Code(int digits)
        {
            if (
                _at + digits > _text.Length
                || !ushort.TryParse(_text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            )
                throw new FunctionFault(FunctionFaultKind.Syntax, $"\\{c} needs {digits} hexadecimal digits.", column);
            _at += digits;
            return (char)code;
        }
    }

    private string? Name()
    {
        var from = _at;
        if (_at < _text.Length && (char.IsAsciiLetter(_text[_at]) || _text[_at] == '_'))
            while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_'))
                _at++;
        return _at > from ? _text[from.._at] : null;
    }

    private void Skip()
    {
        for (; _at < _text.Length; _at++)
            if (_text[_at] == '#')
                while (_at + 1 < _text.Length && _text[_at + 1] != '\n')
                    _at++;
            else if (!char.IsWhiteSpace(_text[_at]))
                return;
    }

    private void Digits()
    {
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            _at++;
    }

    private bool Takes(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
            return false;
        _at++;
        return true;
    }

    private bool Is(string what) => string.CompareOrdinal(_text, _at, what, 0, what.Length) == 0;

    private bool Continues() => _at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.');

    private string Here() => char.IsControl(_text[_at]) ? "a control character" : $"'{_text[_at]}'";

    private FunctionFault Syntax(string message) => new(FunctionFaultKind.Syntax, message, _at + 1);

    private static FunctionFault Number(int from) => new(FunctionFaultKind.Syntax, "this is no number.", from + 1);

    private static string Unknown(string name, Catalogue catalogue) =>
        catalogue.Near(name) is { } near ? $"there is no function {name}; is {near} meant?" : $"there is no function {name}.";
}
