import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Segments, TextField } from '../parts/fields.tsx';
import { Markdown } from '../parts/Markdown.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { ServerError } from '../server/http.ts';
import { type AnswerCheck, checkAnswer, type Script } from '../server/scripts.ts';
import { t } from '../texts/index.ts';

/** The task of a lesson. The server checks the answer; the page never has the right one. */
export function LessonTask({ lesson }: { lesson: Script }): JSX.Element {
  const [answer, setAnswer] = useState('');
  const [check, setCheck] = useState<AnswerCheck | null>(null);
  const [error, setError] = useState<ServerError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const choices = lesson.answerFormat?.choices ?? [];
  const unit = lesson.answerFormat?.unit;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    setCheck(null);
    try {
      setCheck(await checkAnswer(lesson.id, answer));
    } catch (e) {
      setError(ServerError.from(e));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="card stack" onSubmit={(e) => void submit(e)}>
      <h2>{t.lessons.task}</h2>
      <Markdown text={lesson.task ?? ''} />
      {choices.length > 0 ? (
        <Segments
          label={t.lessons.answer}
          value={answer}
          onChange={setAnswer}
          choices={choices.map((choice) => ({ value: choice, label: choice }))}
        />
      ) : (
        <TextField label={unit ? `${t.lessons.answer} (${unit})` : t.lessons.answer} value={answer} onChange={setAnswer} maxLength={200} />
      )}
      <div class="row">
        <button class="button main-action" disabled={isBusy || answer.trim() === ''}>
          {t.lessons.check}
        </button>
      </div>
      {check && (
        <Notice kind={check.correct ? 'good' : 'warn'}>
          <b>{check.correct ? t.lessons.correct : t.lessons.wrong}</b> {check.explanation}
        </Notice>
      )}
      <ErrorNotice error={error} />
    </form>
  );
}
