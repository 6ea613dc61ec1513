using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace BackpropCrossCheck.FakeOracle;

/// <summary>The ways in which an oracle can go wrong, by name.</summary>
/// <param name="wire">Its input and output.</param>
/// <param name="argument">The argument of the mode.</param>
internal sealed class Modes(Wire wire, string argument)
{
    private const string Greeting =
        """{"protocol":1,"oracle":"fake","version":"9.9","precisions":["float32","float64"]"""
        + ""","activations":["linear","tanh","sigmoid","relu"],"colour":"blue"}""";

    /// <summary>Runs a mode to its end.</summary>
    /// <returns>The exit code.</returns>
    public int Run(string mode) => mode switch
    {
        "" => Serve(Answer),
        "greet" => Greet(),
        "greet-when-there" => GreetWhenThere(),
        "marks-question" => Serve(MarkQuestion),
        "hangs-when-asked" => Serve(HangWhenAsked),
        "says" => Say(),
        "greet-invalid-utf8" => Write([(byte)'{', 0xFF, 0xFE, (byte)'}', (byte)'\n'], then: Sleep),
        "greet-with-mark" => Write([0xEF, 0xBB, 0xBF], then: () => Serve(Answer)),
        "greet-half" => Write("{\"protocol\":1,"u8, then: () => 4),
        "exit" => Exit("no licence found"),
        "silent" => Sleep(),
        "flood" => Flood(),
        "change" => Serve(request => wire.Line(Changes.Apply(request, argument))),
        "invalid-utf8" => Serve(InvalidUtf8),
        "line-first" => Serve(request => wire.Line(argument + "\n" + Answers.Right(request).ToJsonString())),
        "line-after" => Serve(request => wire.Line(Answers.Right(request).ToJsonString() + "\n" + argument)),
        "twice" => Serve(request => wire.Line(Answers.Right(request).ToJsonString() + "\n" + Answers.Right(request).ToJsonString())),
        "slow" => Serve(Slow),
        "tells-process" => Serve(TellProcess),
        "slow-bytes" => Serve(SlowBytes),
        "reverse" => Reverse(Integer()),
        "crash-after" => AfterAnswers(() => 7),
        "silent-after" => AfterAnswers(Sleep),
        "flood-after" => AfterAnswers(Flood),
        "half-after" => AfterAnswers(() => Write("{\"id\":1,\"loss"u8, then: () => 9)),
        "crash-on-sigmoid" => Serve(request => OnSigmoid(request, () => Environment.Exit(Exit("sigmoid: assertion failed")))),
        "hang-on-sigmoid" => Serve(request => OnSigmoid(request, () => Sleep())),
        "start-once" => StartOnce(),
        "deaf" => Write(System.Text.Encoding.UTF8.GetBytes(Greeting + "\n"), then: Sleep),
        "ignores-end" => Serve(Answer) + Sleep(),
        "bad-end" => Serve(Answer) + 3,
        "ends-late" => Serve(Answer) + Sleep(TimeSpan.FromSeconds(Integer())),
        "talks-at-end" => Serve(Answer) + Write(System.Text.Encoding.UTF8.GetBytes(argument), then: () => 0),
        "error-flood" => Serve(ErrorFlood),
        "adds-up" => AddUp(),
        "nearly-right" => ServeNearlyRight(),
        "orphan" => WithOrphan(),
        "parent" => WithChild(Answer),
        "parent-crashes" => WithChild(_ => Environment.Exit(5)),
        _ => throw new ArgumentException($"unknown mode {mode}"),
    };

    private int ServeNearlyRight()
    {
        var engine = new WrongEngine(argument);
        wire.Line(engine.Greeting);
        return Serve(request => wire.Line(engine.Answer(request).ToJsonString()), greet: false);
    }

    private static int Sleep() => Sleep(Timeout.InfiniteTimeSpan);

    private static int Sleep(TimeSpan time)
    {
        Thread.Sleep(time);
        return 0;
    }

    private int Integer() => int.Parse(argument, CultureInfo.InvariantCulture);

    private int Exit(string lastWords)
    {
        Console.Error.WriteLine(lastWords);
        return int.TryParse(argument, CultureInfo.InvariantCulture, out int code) ? code : 3;
    }

    private int Write(ReadOnlySpan<byte> bytes, Func<int> then)
    {
        wire.Raw(bytes);
        return then();
    }

    private int Greet()
    {
        wire.Line(argument);
        return Serve(Answer, greet: false);
    }

    // Stays silent until another program has made the file.
    private int GreetWhenThere()
    {
        while (!File.Exists(argument))
        {
            Thread.Sleep(10);
        }

        return Serve(Answer);
    }

    private void MarkQuestion(JsonObject request)
    {
        File.WriteAllText(argument, "asked");
        Answer(request);
    }

    private void HangWhenAsked(JsonObject request)
    {
        File.WriteAllText(argument, "asked");
        Sleep();
    }

    // NAME=NUMBER: calls itself NAME and gives NUMBER as the gradient of the first weight. Its loss is that of y = 1.5 and t = 0.
    private int Say()
    {
        string[] words = argument.Split('=');
        wire.Line(Greeting.Replace("fake", words[0], StringComparison.Ordinal));
        return Serve(
            request =>
            {
                JsonObject answer = Answers.Right(request);
                answer["lossValue"] = 1.125;
                double number = double.Parse(words[1], CultureInfo.InvariantCulture);
                JsonArray weights = answer["gradients"]![0]!["weights"]!.AsArray();
                if (IsMirrored(request))
                {
                    weights[^1]![weights[^1]!.AsArray().Count - 1] = -number;
                }
                else
                {
                    weights[0]![0] = number;
                }

                wire.Line(answer.ToJsonString());
            },
            greet: false);
    }

    // For the mirror image of a network it gives the mirror image of its number. The inputs in these tests have a positive sum, so a
    // negative one means the mirror image.
    private static bool IsMirrored(JsonObject request) => request["inputs"]![0]!.AsArray().Sum(input => (double)input!) < 0;

    // Gives the loss and gradients of a layer whose weights equal its input and whose δ is 1. It adds up the gradients of all questions.
    private int AddUp()
    {
        double[]? sum = null;
        return Serve(request =>
        {
            double[] row = [.. request["layers"]![0]!["weights"]![0]!.AsArray().Select(weight => (double)weight!)];
            sum = sum is null ? row : [.. sum.Zip(row, (before, now) => before + now)];
            wire.Line(new JsonObject
            {
                ["id"] = (long)request["id"]!,
                ["lossValue"] = 0.5,
                ["gradients"] = new JsonArray(
                    new JsonObject { ["weights"] = new JsonArray(new JsonArray([.. sum.Select(number => JsonValue.Create(number))])) }),
            }.ToJsonString());
        });
    }

    // Starts a process outside the process group, without the environment, that outlives this one.
    private int WithOrphan()
    {
        string[] words = ["env", "-i", "sh", "-c", "while :; do sleep 1; done", Environment.GetCommandLineArgs()[^1]];
        using var orphan = Process.Start(new ProcessStartInfo("setsid", words) { UseShellExecute = false })!;
        return Serve(Answer);
    }

    private void Slow(JsonObject request)
    {
        Thread.Sleep(Integer());
        Answer(request);
    }

    // Waits a while, and gives its process id as the gradient of the first weight.
    private void TellProcess(JsonObject request)
    {
        Thread.Sleep(Integer());
        JsonObject answer = Answers.Right(request);
        answer["gradients"]![0]!["weights"]![0]![0] = Environment.ProcessId;
        wire.Line(answer.ToJsonString());
    }

    private void OnSigmoid(JsonObject request, Action then)
    {
        if (request["layers"]!.AsArray().Any(layer => (string?)layer!["activation"] == "sigmoid"))
        {
            then();
        }

        Answer(request);
    }

    private void ErrorFlood(JsonObject request)
    {
        string line = new('e', 1000);
        for (int i = 0; i < 5000; i++)
        {
            Console.Error.WriteLine(line);
        }

        Answer(request);
    }

    private void Answer(JsonObject request) => wire.Line(Answers.Right(request).ToJsonString());

    private int Serve(Action<JsonObject> answer, bool greet = true)
    {
        if (greet)
        {
            wire.Line(Greeting);
        }

        while (wire.Request() is { } request)
        {
            answer(request);
        }

        return 0;
    }

    private int Flood()
    {
        byte[] bytes = new byte[1 << 16];
        Array.Fill(bytes, (byte)'x');
        while (true)
        {
            wire.Raw(bytes);
        }
    }

    private void InvalidUtf8(JsonObject request)
    {
        byte[] answer = System.Text.Encoding.UTF8.GetBytes(Answers.Right(request).ToJsonString()[..^1] + ",\"note\":\"?\"}\n");
        answer[Array.LastIndexOf(answer, (byte)'?')] = 0xC3;
        wire.Raw(answer);
    }

    private void SlowBytes(JsonObject request)
    {
        foreach (byte b in System.Text.Encoding.UTF8.GetBytes(Answers.Right(request).ToJsonString() + "\n"))
        {
            wire.Raw([b]);
        }
    }

    private int Reverse(int count)
    {
        var waiting = new Stack<JsonObject>();
        return Serve(request =>
        {
            waiting.Push(request);
            for (bool full = waiting.Count == count; full && waiting.TryPop(out JsonObject? next);)
            {
                Answer(next);
            }
        });
    }

    private int AfterAnswers(Func<int> then)
    {
        wire.Line(Greeting);
        for (int i = 0; i < Integer() && wire.Request() is { } request; i++)
        {
            Answer(request);
        }

        // Reads the next question, and does not answer it.
        wire.Request();
        Console.Error.WriteLine("out of memory");
        return then();
    }

    // The first start works and crashes at the first question; the second fails. A file remembers the first.
    private int StartOnce()
    {
        if (File.Exists(argument))
        {
            Console.Error.WriteLine("the device is busy");
            return 6;
        }

        File.WriteAllText(argument, "started");
        return Serve(_ => Environment.Exit(8));
    }

    // Starts a child that inherits the streams and survives its parent. Its id goes to a file.
    private int WithChild(Action<JsonObject> answer)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Modes).Assembly.Location);
        }

        start.ArgumentList.Add("silent");
        start.ArgumentList.Add(Environment.GetCommandLineArgs()[^1]);
        using var child = Process.Start(start)!;
        File.WriteAllText(argument, child.Id.ToString(CultureInfo.InvariantCulture));
        return Serve(answer);
    }
}
