import { useState } from 'react';
import { askAgent, type Agent } from './api.ts';

export function Chat({ agent }: { agent: Agent }) {
  const [answer, setAnswer] = useState('');
  const [message, setMessage] = useState('');
  const ask = async (form: FormData) => {
    const file = form.get('file');
    setAnswer('');
    setMessage('');
    try {
      const sent = file instanceof File && file.size > 0 ? file : undefined;
      for await (const part of askAgent(agent.uuid, String(form.get('question')), sent))
        setAnswer((before) => before + part);
    } catch (error) {
      setMessage(String(error));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void ask(new FormData(event.currentTarget));
      }}
    >
      <h2>{agent.name}</h2>
      <label>
        Question <input name="question" />
      </label>{' '}
      <label>
        File <input name="file" type="file" />
      </label>{' '}
      <button>Ask</button>
      <p>
        <output>{answer}</output>
      </p>
      {message && <p role="alert">{message}</p>}
    </form>
  );
}
