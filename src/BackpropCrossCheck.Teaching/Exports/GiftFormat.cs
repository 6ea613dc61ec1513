using System.Text;
using static System.FormattableString;

namespace BackpropCrossCheck.Exports;

/// <summary>GIFT: a description with everything that is given, and a numerical question for each number.</summary>
/// <remarks>Source: https://docs.moodle.org/en/GIFT_format.</remarks>
internal sealed record GiftFormat() : ExerciseFormat("gift")
{
    /// <inheritdoc/>
    public override string Of(ExerciseQuestions exercise)
    {
        var text = new StringBuilder();
        text.Append($"::{Escaped(exercise.Name)}::[plain]{Lines(exercise.Text)}\n\n");
        int number = 0;
        foreach (ExerciseQuestion question in exercise.Questions)
        {
            number++;
            text.Append(Invariant($"::{Escaped(exercise.Name)}, {number}::[plain]{Escaped(question.Label)} {{#\n"));
            text.Append($"  =%100%{question.Right}:{exercise.Tolerance}\n");
            foreach ((string wrong, string feedback) in question.Wrong)
            {
                text.Append($"  =%0%{wrong}:{exercise.Tolerance}#{Escaped(feedback)}\n");
            }

            text.Append("}\n\n");
        }

        return text.ToString();
    }

    /// <summary>Several lines in one paragraph: an empty line would end the question.</summary>
    private static string Lines(string text) => string.Join("\\n", text.TrimEnd('\n').Split('\n').Select(Escaped));

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text.ReplaceLineEndings(" "))
        {
            escaped.Append(c is '~' or '=' or '#' or '{' or '}' or ':' or '\\' ? "\\" : string.Empty).Append(c);
        }

        return escaped.ToString();
    }
}
